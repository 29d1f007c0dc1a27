return table.concat({KEYS[1], ARGV[1], ARGV[2]}, ' ')
