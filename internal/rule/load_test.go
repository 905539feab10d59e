package rule

import "testing"

func TestShippedPacksLoad(t *testing.T) {
	got := Shipped().IDs()
	if len(got) != len(order) {
		t.Fatalf("packs %v, want %v", got, order)
	}
	for i, id := range order {
		p, ok := Shipped().Latest(id)
		if got[i] != id || !ok || p.ID != id {
			t.Errorf("pack %d is %s, want %s", i, got[i], id)
		}
	}
}
