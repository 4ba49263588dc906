"""Loopback servers that behave as the providers do, and the tests that speak to them through the real SDKs."""
