package words

import "testing"

// TestEverySubjectIsComplete wants of each subject all that a case can ask of it.
func TestEverySubjectIsComplete(t *testing.T) {
	list := stock().matters
	if len(list) < 60 {
		t.Errorf("only %d subjects", len(list))
	}
	seen, first := map[string]bool{}, map[string]bool{}
	for _, m := range list {
		if seen[m.Key] {
			t.Errorf("%s twice", m.Key)
		}
		seen[m.Key] = true
		for _, c := range Categories() {
			if c.Code == m.Category {
				first[c.Parent] = true
			}
		}
		if len(m.titles) != 2 || len(m.situation) != 5 || len(m.analysis) != 4 || len(m.asks) != 3 {
			t.Errorf("%s: %d titles, %d facts, %d causes, %d requests", m.Key, len(m.titles), len(m.situation), len(m.analysis), len(m.asks))
		}
		if m.hard.head == "" || m.reason == nil || m.basis == nil || m.Object == "" {
			t.Errorf("%s lacks a request that cannot be met, or its reason", m.Key)
		}
		for _, a := range m.asks {
			if a.head == "" || a.detail == nil || a.done == nil || a.plan == nil || a.bring == nil {
				t.Errorf("%s: request %s is not complete", m.Key, a.head)
			}
		}
	}
	if len(first) < 8 {
		t.Errorf("subjects in only %d first-level categories", len(first))
	}
}
