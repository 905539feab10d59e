package look_test

import (
	"testing"

	"huiyin/internal/i18n"
	"huiyin/internal/look"
)

// Days to the end of a year that is over are told as days past it.
func TestDaysPastTheEndOfTheYear(t *testing.T) {
	say := i18n.For(i18n.Chinese)
	for n, want := range map[int]string{40: "距年底40天", 0: "距年底0天", -169: "已过年底169天"} {
		if got := (look.Fact{Code: look.DaysLeft, N: n}).Tell(say); got != want {
			t.Errorf("%d: %s, want %s", n, got, want)
		}
	}
}
