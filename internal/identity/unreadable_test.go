package identity_test

import (
	"strings"
	"testing"

	"huiyin/internal/fault"
	"huiyin/internal/identity"
)

// What a stranger sends that is no text is a wrong name like any other, on both databases; a browser that calls itself something unreadable is let
// in all the same.
func TestUnreadableWordsAtTheDoor(t *testing.T) {
	worlds(t, func(w *world) {
		for _, login := range []string{"li\x00", "\xff\xfe", "l\x1bi", "li\u202e", strings.Repeat("\xff", 60)} {
			_, _, err := w.SignIn(ctx, login, "long enough 1", desk)
			if !fault.Is(err, fault.Unauthenticated) {
				t.Errorf("%q: %v", login, err)
			}
		}
		odd := identity.Origin{IP: "10.0.0.7", Agent: "browser \xff\xfe " + strings.Repeat("x", 300)}
		for _, agent := range []string{odd.Agent, "\xff"} {
			odd.Agent = agent
			if _, _, err := w.SignIn(ctx, "li", w.slips["li"].Password, odd); err != nil {
				t.Errorf("%q: %v", agent, err)
			}
		}
	})
}

// Other cases and blanks around it are the same name, so they share one count of failures; a look-alike in wide letters is another name, which
// opens nothing.
func TestVariantsOfANameShareOneLock(t *testing.T) {
	worlds(t, func(w *world) {
		for i, login := range []string{"li", "LI", " Li ", "lI\t", "\u3000li"} {
			_, _, err := w.SignIn(ctx, login, "wrong", desk)
			if want := map[bool]fault.Kind{true: fault.TooMany, false: fault.Unauthenticated}[i == identity.LockAfter-1]; !fault.Is(err, want) {
				t.Errorf("%q: %v", login, err)
			}
		}
		if _, _, err := w.SignIn(ctx, "li", w.slips["li"].Password, desk); !fault.Is(err, fault.TooMany) {
			t.Errorf("after five failures: %v", err)
		}
		if _, _, err := w.SignIn(ctx, "\uff4c\uff49", w.slips["li"].Password, desk); !fault.Is(err, fault.Unauthenticated) {
			t.Errorf("in wide letters: %v", err)
		}
	})
}
