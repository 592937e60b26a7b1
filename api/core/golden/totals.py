#!/usr/bin/env python3
"""What are the right totals? An oracle apart from the product, in decimal arithmetic.

Writes totals.json beside itself. The Rust and the TypeScript implementations are both held to that file.
The rules are those of the module text in ../src/totals.rs; the arithmetic here shares nothing with it:
kronor as decimals instead of integers, and a different way to share a discount.
"""

import json
from decimal import ROUND_FLOOR, ROUND_HALF_UP, Decimal, getcontext
from pathlib import Path

getcontext().prec = 80
CENT, KRONA = Decimal("0.01"), Decimal(1)
UNTAXED = (
    "0", "exempt", "reverse_charge", "eu_services", "eu_goods", "export_goods", "export_services", "small_business"
)
PERCENT = {"25": Decimal(25), "12": Decimal(12), "6": Decimal(6), **dict.fromkeys(UNTAXED, Decimal(0))}
MAX_PRICE, MAX_QUANTITY, MAX_AMOUNT = Decimal(1_000_000_000), Decimal(1_000_000), Decimal(100_000_000_000)


class Refused(Exception):
    def __init__(self, code, line, field):
        super().__init__(code)
        self.error = {"code": code, "line": line, "field": field}


def half_away(value, unit=CENT):
    """ROUND_HALF_UP of decimal rounds ties away from zero on both sides."""
    return value.quantize(unit, ROUND_HALF_UP)


def ore(value):
    scaled = value * 100
    assert scaled == scaled.to_integral_value(), value
    return int(scaled)


def line_amount(index, line):
    quantity = Decimal(line["quantity_milli"]) / 1000
    price = Decimal(line["unit_price_ore"]) / 100
    rebate = Decimal(line["discount_bp"]) / 10000
    if quantity < 0:
        raise Refused("too_small", index, "quantity_milli")
    if quantity > MAX_QUANTITY:
        raise Refused("too_large", index, "quantity_milli")
    if price < -MAX_PRICE:
        raise Refused("too_small", index, "unit_price_ore")
    if price > MAX_PRICE:
        raise Refused("too_large", index, "unit_price_ore")
    if rebate > 1:
        raise Refused("too_large", index, "discount_bp")
    amount = half_away(quantity * price * (1 - rebate))
    if abs(amount) > MAX_AMOUNT:
        raise Refused("too_large", index, "amount_ore")
    return amount


def shares(bases, rate):
    """Start from every part rounded down, then hand out single öre to the part that is furthest behind."""
    exact = {vat: base * rate for vat, base in bases.items()}
    whole = half_away(sum(exact.values(), Decimal(0)))
    part = {vat: value.quantize(CENT, ROUND_FLOOR) for vat, value in exact.items()}
    while sum(part.values(), Decimal(0)) < whole:
        behind = max(part, key=lambda vat: (exact[vat] - part[vat], -list(PERCENT).index(vat)))
        part[behind] += CENT
    assert sum(part.values(), Decimal(0)) == whole
    return whole, part


def totals(terms, lines):
    rate = Decimal(terms["discount_bp"]) / 10000
    if rate > 1:
        raise Refused("too_large", None, "discount_bp")
    amounts = [line_amount(index, line) for index, line in enumerate(lines)]
    bases = {
        vat: sum((a for a, line in zip(amounts, lines) if line["vat"] == vat), Decimal(0))
        for vat in PERCENT
        if any(line["vat"] == vat for line in lines)
    }
    discount, part = shares(bases, rate)
    rows = []
    for vat, base in bases.items():
        after = base - part[vat]
        if terms["prices_include_vat"]:
            tax = half_away(after * PERCENT[vat] / (100 + PERCENT[vat]))
            rows.append((vat, after - tax, tax))
        else:
            rows.append((vat, after, half_away(after * PERCENT[vat] / 100)))
    net = sum((row[1] for row in rows), Decimal(0))
    tax = sum((row[2] for row in rows), Decimal(0))
    pay = half_away(net + tax, KRONA) if terms["round_to_krona"] else net + tax
    whole = sum(amounts, Decimal(0))
    shown = [whole, net, tax, pay, *bases.values(), *(row[1] for row in rows), *(row[2] for row in rows)]
    if any(abs(value) > MAX_AMOUNT for value in shown):
        raise Refused("too_large", None, "total_ore")
    return {
        "line_amounts_ore": [ore(a) for a in amounts],
        "lines_ore": ore(whole),
        "discount_ore": ore(discount),
        "net_ore": ore(net),
        "vat_ore": ore(tax),
        "rounding_ore": ore(pay - net - tax),
        "total_ore": ore(pay),
        "vat_rows": [{"vat": v, "net_ore": ore(n), "vat_ore": ore(t)} for v, n, t in rows],
    }


CASES = []


def case(name, *lines, gross=False, discount=0, krona=False, supply_on="2026-11-20", by_hand=None):
    """One line is (quantity in thousandths, unit price in öre, VAT code[, discount in basis points]).

    by_hand: (net, vat, rounding, total) in öre worked out on paper, or the refused (code, line, field).
    """
    terms = {"prices_include_vat": gross, "discount_bp": discount, "round_to_krona": krona}
    entered = [
        {"quantity_milli": q, "unit_price_ore": p, "discount_bp": rest[0] if rest else 0, "vat": vat}
        for q, p, vat, *rest in lines
    ]
    expected = error = None
    try:
        expected = totals(terms, entered)
        found = tuple(expected[key] for key in ("net_ore", "vat_ore", "rounding_ore", "total_ore"))
    except Refused as refused:
        error = refused.error
        found = (error["code"], error["line"], error["field"])
    assert by_hand is None or by_hand == found, (name, by_hand, found)
    assert all(other["name"] != name for other in CASES), name
    CASES.append({"name": name, "supply_on": supply_on, "terms": terms, "lines": entered, "expected": expected, "error": error})


def plain():
    case("empty document", by_hand=(0, 0, 0, 0))
    case("empty document, gross, discount, whole kronor", gross=True, discount=1000, krona=True, by_hand=(0, 0, 0, 0))
    case("one hour at 25 %", (1000, 65000, "25"), by_hand=(65000, 16250, 0, 81250))
    case("one at 12 %", (1000, 10000, "12"), by_hand=(10000, 1200, 0, 11200))
    case("one at 6 %", (1000, 10000, "6"), by_hand=(10000, 600, 0, 10600))
    case("one at 0 %", (1000, 10000, "0"), by_hand=(10000, 0, 0, 10000))
    case("one exempt", (1000, 10000, "exempt"), by_hand=(10000, 0, 0, 10000))
    case("gross 25 %", (1000, 12500, "25"), gross=True, by_hand=(10000, 2500, 0, 12500))
    case("gross 12 %", (1000, 11200, "12"), gross=True, by_hand=(10000, 1200, 0, 11200))
    case("gross 6 %", (1000, 10600, "6"), gross=True, by_hand=(10000, 600, 0, 10600))
    case("gross 0 %", (1000, 10000, "0"), gross=True, by_hand=(10000, 0, 0, 10000))
    case("gross exempt", (1000, 10000, "exempt"), gross=True, by_hand=(10000, 0, 0, 10000))
    case("work, material and travel, 18 400 kr net", (16000, 62500, "25"), (1000, 800000, "25"), (1000, 40000, "25"),
         by_hand=(1840000, 460000, 0, 2300000))
    every = [(1000, 10000, vat) for vat in ("exempt", "0", "6", "12", "25")]
    case("every rate once, rows sorted", *every, by_hand=(50000, 4300, 0, 54300))
    case("every rate once, gross", *every, gross=True, by_hand=(46363, 3637, 0, 50000))
    case("two lines of one rate are one row", (1000, 333, "25"), (1000, 333, "25"), by_hand=(666, 167, 0, 833))
    case("zero and exempt stay two rows", (1000, 5000, "0"), (1000, 7000, "exempt"), by_hand=(12000, 0, 0, 12000))
    case("quantity zero keeps its row", (0, 99900, "6"), by_hand=(0, 0, 0, 0))
    case("price zero", (5000, 0, "25"), by_hand=(0, 0, 0, 0))
    case("day of supply in 1999", (1000, 10000, "25"), supply_on="1999-01-01", by_hand=(10000, 2500, 0, 12500))
    case("day of supply in 2030", (1000, 10000, "12"), supply_on="2030-06-30", by_hand=(10000, 1200, 0, 11200))


def treatments():
    for vat in UNTAXED[2:]:
        case(f"{vat}: no VAT, net", (8000, 62500, vat), (1000, 123457, vat), by_hand=(623457, 0, 0, 623457))
        case(f"{vat}: no VAT, gross is net", (8000, 62500, vat), gross=True, by_hand=(500000, 0, 0, 500000))
    case("reverse charge beside goods at 25 %", (8000, 62500, "reverse_charge"), (1000, 10001, "25"),
         by_hand=(510001, 2500, 0, 512501))
    case("reverse charge beside goods at 25 %, discount, whole kronor", (8000, 62500, "reverse_charge"), (1000, 10001, "25"),
         discount=1000, krona=True, by_hand=(459001, 2250, 49, 461300))
    case("rows stand in the order of the codes", *[(1000, 100, vat) for vat in reversed(UNTAXED)], by_hand=(800, 0, 0, 800))
    case("small business, gross, whole kronor", (3000, 33333, "small_business"), gross=True, krona=True,
         by_hand=(99999, 0, 1, 100000))


def halves():
    case("line half öre goes up", (500, 1, "0"), by_hand=(1, 0, 0, 1))
    case("line half öre below zero goes down", (500, -1, "0"), by_hand=(-1, 0, 0, -1))
    case("line just under half", (499, 1, "0"), by_hand=(0, 0, 0, 0))
    case("line just under half below zero", (499, -1, "0"), by_hand=(0, 0, 0, 0))
    case("line 1.5 öre", (1500, 1, "0"), by_hand=(2, 0, 0, 2))
    case("line 2.5 öre is not rounded to even", (2500, 1, "0"), by_hand=(3, 0, 0, 3))
    case("a third of an hour", (333, 65000, "25"), by_hand=(21645, 5411, 0, 27056))
    case("quantity and discount are rounded once", (1500, 33, "0", 1000), by_hand=(45, 0, 0, 45))
    case("rounding twice would give 1", (500, 1, "0", 1), by_hand=(0, 0, 0, 0))
    case("VAT half öre goes up", (1000, 2, "25"), by_hand=(2, 1, 0, 3))
    case("VAT half öre below zero", (1000, -2, "25"), by_hand=(-2, -1, 0, -3))
    case("VAT per category, not per line", (1000, 2, "25"), (1000, 2, "25"), by_hand=(4, 1, 0, 5))
    case("VAT 12 % half öre", (1000, 1250, "12", 0), (1000, 1254, "12"), by_hand=(2504, 300, 0, 2804))
    case("VAT 6 % half öre", (1000, 25, "6"), by_hand=(25, 2, 0, 27))
    case("VAT 6 % half öre below zero", (1000, -25, "6"), by_hand=(-25, -2, 0, -27))
    case("gross 2 öre: no net has this gross, VAT rounds down", (1000, 2, "25"), gross=True, by_hand=(2, 0, 0, 2))
    case("gross 3 öre", (1000, 3, "25"), gross=True, by_hand=(2, 1, 0, 3))
    case("gross 12 % half öre", (1000, 14, "12"), gross=True, by_hand=(12, 2, 0, 14))
    case("gross 12 % half öre below zero", (1000, -14, "12"), gross=True, by_hand=(-12, -2, 0, -14))
    case("gross 6 % half öre", (1000, 53, "6"), gross=True, by_hand=(50, 3, 0, 53))
    case("gross 6 % uneven", (1000, 9999, "6"), gross=True, by_hand=(9433, 566, 0, 9999))


def discounts():
    case("line discount 10 %", (1000, 10000, "25", 1000), by_hand=(9000, 2250, 0, 11250))
    case("line discount 12.34 %", (3000, 9999, "25", 1234), by_hand=(26295, 6574, 0, 32869))
    case("line discount 100 %", (2000, 50000, "25", 10000), by_hand=(0, 0, 0, 0))
    case("line discount 0.01 %", (1000, 5000, "0", 1), by_hand=(5000, 0, 0, 5000))
    case("document discount 10 %", (1000, 10000, "25"), discount=1000, by_hand=(9000, 2250, 0, 11250))
    case("document discount 100 %", (1000, 10000, "25"), (1000, 3333, "6"), discount=10000, krona=True, by_hand=(0, 0, 0, 0))
    case("document discount half öre", (1000, 5, "0"), discount=1000, by_hand=(4, 0, 0, 4))
    case("document discount half öre below zero", (1000, -5, "0"), discount=1000, by_hand=(-4, 0, 0, -4))
    case("shared discount: largest remainder", (1000, 1003, "25"), (1000, 1009, "12"), (1000, 1004, "6"), discount=1000,
         by_hand=(2714, 389, 0, 3103))
    case("shared discount: tie goes to the higher rate", (1000, 15, "12"), (1000, 15, "6"), discount=1000, by_hand=(27, 3, 0, 30))
    case("shared discount: three ways", (1000, 3333, "25"), (1000, 3333, "12"), (1000, 3334, "6"), discount=3333)
    case("shared discount, gross", (1000, 12345, "25"), (2500, 6789, "12"), (750, 4321, "6"), gross=True, discount=775)
    case("shared discount, all rows, gross", *[(1000, 101 * n, vat) for n, vat in enumerate(PERCENT, 1)],
         gross=True, discount=1550)
    case("line and document discount together", (4000, 65000, "25", 1500), (12500, 8990, "25", 500), (1000, 49500, "6"),
         discount=250)
    case("line and document discount together, gross, whole kronor", (4000, 81250, "25", 1500), (12500, 11238, "25", 500),
         (1000, 52470, "6"), gross=True, discount=250, krona=True)
    case("discount over rows of both signs", (1000, 10000, "25"), (1000, -4000, "12"), discount=1000, by_hand=(5400, 1818, 0, 7218))
    case("discount over rows that cancel", (1000, 10005, "25"), (1000, -10005, "12"), discount=1000)
    case("document discount 100.01 %", (1000, 10000, "25"), discount=10001, by_hand=("too_large", None, "discount_bp"))
    case("line discount 100.01 %", (1000, 10000, "25"), (1000, 10000, "25", 10001), by_hand=("too_large", 1, "discount_bp"))


def kronor():
    case("whole kronor: up", (1000, 8051, "25"), krona=True, by_hand=(8051, 2013, 36, 10100))
    case("whole kronor: down", (1000, 8011, "25"), krona=True, by_hand=(8011, 2003, -14, 10000))
    case("whole kronor: 0.50 goes up", (1000, 10050, "0"), krona=True, by_hand=(10050, 0, 50, 10100))
    case("whole kronor: 0.49 goes down", (1000, 10049, "0"), krona=True, by_hand=(10049, 0, -49, 10000))
    case("whole kronor: nothing to round", (1000, 10000, "25"), krona=True, by_hand=(10000, 2500, 0, 12500))
    case("whole kronor: -0.50 goes down", (1000, -10050, "0"), krona=True, by_hand=(-10050, 0, -50, -10100))
    case("whole kronor: -0.49 goes up", (1000, -10049, "exempt"), krona=True, by_hand=(-10049, 0, 49, -10000))
    case("whole kronor: gross", (3000, 33333, "25"), gross=True, krona=True, by_hand=(79999, 20000, 1, 100000))
    case("whole kronor: 49 öre in all", (1000, 49, "0"), krona=True, by_hand=(49, 0, -49, 0))


def signs():
    case("a deduction line", (1000, 100000, "25"), (1000, -25000, "25"), by_hand=(75000, 18750, 0, 93750))
    case("a deduction larger than the rest", (1000, 10000, "25"), (1000, -25000, "25"), by_hand=(-15000, -3750, 0, -18750))
    case("a deduction in another rate", (1000, 10000, "25"), (1000, -2000, "6"), by_hand=(8000, 2380, 0, 10380))
    case("a deduction with discount, gross", (2500, 19990, "25"), (1000, -3333, "12", 3333), gross=True, discount=500, krona=True)
    case("lines that cancel keep their row", (1000, 10000, "25"), (1000, -10000, "25"), by_hand=(0, 0, 0, 0))
    case("negative quantity", (1000, 10000, "25"), (-1, 10000, "25"), by_hand=("too_small", 1, "quantity_milli"))


def limits():
    price, quantity, total = 100_000_000_000, 1_000_000_000, 10_000_000_000_000
    case("largest price", (1000, price, "25"), by_hand=(price, price // 4, 0, price * 5 // 4))
    case("price just over", (1000, price + 1, "25"), by_hand=("too_large", 0, "unit_price_ore"))
    case("lowest price", (1000, -price, "25"), by_hand=(-price, -price // 4, 0, -price * 5 // 4))
    case("price just under the lowest", (1000, -price - 1, "25"), by_hand=("too_small", 0, "unit_price_ore"))
    case("largest quantity", (quantity, 100, "25"), by_hand=(100_000_000, 25_000_000, 0, 125_000_000))
    case("quantity just over", (quantity + 1, 100, "25"), by_hand=("too_large", 0, "quantity_milli"))
    case("largest total, net without VAT", (100_000, price, "0"), by_hand=(total, 0, 0, total))
    case("largest total, gross", (100_000, price, "25"), gross=True, by_hand=(total * 4 // 5, total // 5, 0, total))
    case("line amount just over", (100_000, price, "0"), (quantity, 10_000_001, "0"), by_hand=("too_large", 1, "amount_ore"))
    case("largest price times largest quantity", (quantity, price, "25"), by_hand=("too_large", 0, "amount_ore"))
    case("largest factors with 99.99 % discount", (quantity, price, "0", 9999), by_hand=(total, 0, 0, total))
    case("largest factors with 100 % discount", (quantity, price, "25", 10000), by_hand=(0, 0, 0, 0))
    case("VAT lifts the total over", (100_000, price, "25"), by_hand=("too_large", None, "total_ore"))
    case("sum of lines just over", (100_000, price, "0"), (1000, 1, "0"), by_hand=("too_large", None, "total_ore"))
    case("sum over, though the discount takes it back", (100_000, price, "0"), (1000, 1, "0"), discount=5000,
         by_hand=("too_large", None, "total_ore"))
    case("a row over, though another takes it back", (100_000, price, "0"), (1000, 1, "0"), (1000, -1, "exempt"),
         by_hand=("too_large", None, "total_ore"))
    case("whole kronor at the limit", (100_000, price, "0"), (1000, -49, "0"), krona=True, by_hand=(total - 49, 0, 49, total))
    case("lowest total", (100_000, -price, "exempt"), by_hand=(-total, 0, 0, -total))
    case("first fault is named", (1000, 1, "25"), (-5, price + 1, "25", 20000), (quantity + 1, 1, "25"),
         by_hand=("too_small", 1, "quantity_milli"))
    case("document discount is judged before the lines", (-5, 1, "25"), discount=10001, by_hand=("too_large", None, "discount_bp"))


def many():
    codes = list(PERCENT)
    lines = [(250 * (n % 37), 1 + 997 * n % 100_003, codes[n * n % len(codes)], (n % 11) * 333) for n in range(200)]
    case("two hundred lines", *lines, discount=425, krona=True)
    case("two hundred lines, gross", *lines, gross=True, discount=425, krona=True)
    case("a hundred lines of a third of an öre", *[(333, 1, "25")] * 100, by_hand=(0, 0, 0, 0))
    case("a hundred lines of half an öre", *[(500, 1, "25")] * 100, by_hand=(100, 25, 0, 125))


for group in (plain, treatments, halves, discounts, kronor, signs, limits, many):
    group()
text = ",\n".join(json.dumps(one, ensure_ascii=False) for one in CASES)
Path(__file__).with_name("totals.json").write_text(f"[\n{text}\n]\n", encoding="utf-8")
