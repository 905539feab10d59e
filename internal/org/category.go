package org

import "huiyin/internal/calendar"

// Category is an entry of a congress's two-level dictionary of matters (类别). An ended one stays for the cases that carry it.
type Category struct {
	ID       int64
	Congress int64
	Parent   int64 // the first-level category; 0 for a first-level one itself
	Code     string
	Name     string
	Position int64 // place in lists
	Ended    calendar.Day
}
