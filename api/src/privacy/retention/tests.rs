mod declared;
