"""Running the check for the public: who runs it, what it refuses to start without, its limits, logs and metrics."""
