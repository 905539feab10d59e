package org

import (
	"cmp"
	"slices"
)

// Node is an organisation with those below it.
type Node struct {
	Org   Org
	Below []Node
}

// Tree arranges the organisations of a congress by their parents, in the order of Position and then Code. An organisation
// whose parent is not in the list, or that stands in a ring, becomes a root, so that none is ever lost from view.
func Tree(orgs []Org) []Node {
	byID := make(map[int64]Org, len(orgs))
	for _, o := range orgs {
		byID[o.ID] = o
	}
	below := map[int64][]Org{}
	for _, o := range orgs {
		parent := o.Parent
		if _, ok := byID[parent]; !ok || inRing(o, byID) {
			parent = 0
		}
		below[parent] = append(below[parent], o)
	}
	var build func(parent int64) []Node
	build = func(parent int64) []Node {
		list := below[parent]
		slices.SortFunc(list, func(a, b Org) int {
			return cmp.Or(cmp.Compare(a.Position, b.Position), cmp.Compare(a.Code, b.Code))
		})
		nodes := make([]Node, 0, len(list))
		for _, o := range list {
			nodes = append(nodes, Node{Org: o, Below: build(o.ID)})
		}
		return nodes
	}
	return build(0)
}

func inRing(o Org, byID map[int64]Org) bool {
	at := o.Parent
	for range byID {
		if at == o.ID {
			return true
		}
		at = byID[at].Parent
		if at == 0 {
			return false
		}
	}
	return false
}
