# Every target is one line: infrastructure/bootstrap.py sets up what is missing and runs the command.
# Arguments pass through: make test ARGS="-k visits", make demo PYTHON=python3.12

PYTHON ?= python3
ARGS ?=

.PHONY: setup demo test check bench soak
setup demo test check bench soak:
	@$(PYTHON) infrastructure/bootstrap.py $@ $(ARGS)
