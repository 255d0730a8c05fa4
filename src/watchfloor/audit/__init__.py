"""Ways to be paid without doing the job, and what each of them earns."""
