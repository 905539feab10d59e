package calendar

// Day is a date in Asia/Shanghai, written 2006-01-02. It sorts and compares as text; the empty Day is "none".
type Day string
