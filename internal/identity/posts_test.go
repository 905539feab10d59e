package identity_test

import "testing"

func TestPostsHeldToday(t *testing.T) {
	worlds(t, func(w *world) {
		_, who := w.ready("li")
		list, err := w.Posts(ctx, who)
		if err != nil {
			t.Fatal(err)
		}
		var ids []int64
		for _, h := range list {
			ids = append(ids, h.Actor.Post.ID)
			if h.Congress.ID != 1 || h.Actor.Org.ID != 10 {
				t.Errorf("post %d: congress %d, organisation %d", h.Actor.Post.ID, h.Congress.ID, h.Actor.Org.ID)
			}
		}
		if len(ids) != 2 || ids[0] != 30 || ids[1] != 31 {
			t.Errorf("posts %v, want 30 and 31: the third has ended", ids)
		}
	})
}
