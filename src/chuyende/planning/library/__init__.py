"""Study materials and clips, and who has read or watched them."""
