"""What two or more services need and none of them owns: language, money, time, store and bus."""
