package answer_test

import (
	"testing"

	"huiyin/internal/answer"
	"huiyin/internal/org"
)

// A door of which nobody said who may enter admits nobody.
func TestWhoEnters(t *testing.T) {
	none := answer.Entry{}
	former := org.Actor{Post: org.Post{Role: org.Deputy, Mandate: org.Former}}
	for _, r := range org.Roles {
		a := org.Actor{Post: org.Post{Role: r, Mandate: org.Active}}
		for _, c := range []struct {
			name string
			door answer.Entry
			want bool
		}{
			{"nobody said who", none, false},
			{"nobody but former deputies said", none.AndFormer(), false},
			{"only nobody", answer.Only(), false},
			{"signed in", answer.SignedIn, true},
			{"anyone", answer.Anyone, true},
			{"only this post", answer.Only(r), true},
		} {
			if got := c.door.Admits(a); got != c.want {
				t.Errorf("%s: %s admitted: %v", c.name, r, got)
			}
		}
	}
	if none.Admits(former) || answer.Only(org.Deputy).Admits(former) {
		t.Error("a former deputy enters what does not say so")
	}
	if !answer.SignedIn.Admits(former) || answer.SignedIn.Admits(org.Actor{}) {
		t.Error("signed in: a former deputy enters, and nobody without a post")
	}
}
