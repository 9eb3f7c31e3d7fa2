"""What health vice principals do at their schools (健康副校长履职), and in which rhythm."""
