package org_test

import (
	"strings"
	"testing"

	"huiyin/internal/org"
)

func draw(nodes []org.Node) string {
	var parts []string
	for _, n := range nodes {
		s := n.Org.Code
		if len(n.Below) > 0 {
			s += "(" + draw(n.Below) + ")"
		}
		parts = append(parts, s)
	}
	return strings.Join(parts, " ")
}

func TestTree(t *testing.T) {
	for name, c := range map[string]struct {
		orgs []org.Org
		want string
	}{
		"nothing":             {nil, ""},
		"two levels by place": {[]org.Org{{ID: 2, Parent: 1, Code: "b", Position: 2}, {ID: 1, Code: "a"}, {ID: 3, Parent: 1, Code: "c", Position: 1}}, "a(c b)"},
		"same place by code":  {[]org.Org{{ID: 1, Code: "z"}, {ID: 2, Code: "y"}}, "y z"},
		"parent is elsewhere": {[]org.Org{{ID: 2, Parent: 9, Code: "b"}}, "b"},
		"a ring is not lost":  {[]org.Org{{ID: 1, Parent: 2, Code: "a"}, {ID: 2, Parent: 1, Code: "b"}, {ID: 3, Parent: 1, Code: "c"}}, "a(c) b"},
		"its own parent":      {[]org.Org{{ID: 1, Parent: 1, Code: "a"}}, "a"},
	} {
		if got := draw(org.Tree(c.orgs)); got != c.want {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
}
