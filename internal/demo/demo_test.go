package demo_test

import (
	"testing"

	"huiyin/internal/calendar"
	"huiyin/internal/demo"
	"huiyin/internal/rule"
)

func world(today calendar.Day) demo.World {
	return demo.World{Seed: 1, Today: today, First: 1, Calendar: calendar.Shipped(), Packs: rule.Shipped()}
}

func build(t testing.TB, today calendar.Day) *demo.City {
	t.Helper()
	c, err := demo.Build(world(today))
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func BenchmarkBuild(b *testing.B) {
	for b.Loop() {
		build(b, "2026-06-30")
	}
}

func TestBuilds(t *testing.T) {
	c := build(t, "2026-06-30")
	states := map[string]int{}
	for _, k := range c.Cases {
		states[string(k.State)]++
	}
	t.Log(len(c.Cases), len(c.Events), len(c.Notices), states)
}
