"""A predictive firewall for agents that act."""
