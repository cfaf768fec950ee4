"""The settings of a site: `clewline.toml`, its options and their values."""
