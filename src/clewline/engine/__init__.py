"""What all stages stand on and that knows nothing of notes: values that follow their inputs, parallel work,
Clewline's own folder.
"""
