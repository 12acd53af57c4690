"""What proves the firewall: real little applications, tasks with ground truth, agents."""
