"""`kenbaar log`: seal, check, copy, cosign and follow the public logs."""
