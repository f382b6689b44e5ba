"""See, guess and review Fashion-MNIST."""

__version__ = "0.1.0"
