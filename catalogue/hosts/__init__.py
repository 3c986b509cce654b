"""What hosts are told: headers, redirects, compressed forms."""
