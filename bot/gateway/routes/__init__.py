"""Everything the gateway serves beside the channels."""
