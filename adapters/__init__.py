"""What implements the domain's ports: databases, remote services, files."""
