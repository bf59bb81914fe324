// Makes Firefox read record-windows.cfg from its own folder.
pref("general.config.filename", "record-windows.cfg");
pref("general.config.obscure_value", 0);
pref("general.config.sandbox_enabled", false);
