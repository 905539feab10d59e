package calendar

import "testing"

func BenchmarkDue(b *testing.B) {
	c := Shipped()
	for b.Loop() {
		Due("2026-02-10", Term{20, WorkingDays}, c)
	}
}

func BenchmarkReachedPercent(b *testing.B) {
	for b.Loop() {
		ReachedPercent("2026-02-03", "2026-05-06", "2026-04-01")
	}
}
