/** How is the app's CSS prepared? `light-dark()` is left to the browser: on `:root` the preset would write a rule that never fits. */
export default { plugins: { "postcss-preset-mantine": { features: { lightDarkFunction: false } } } };
