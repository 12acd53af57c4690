"""Where actions run, watched and held."""
