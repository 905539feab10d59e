package survey_test

import (
	"fmt"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"huiyin/internal/survey"
)

// table writes a table with its totals; a hidden cell is a star.
func table(cells [][]survey.Cell) string {
	var rows []string
	for _, r := range cells {
		var row []string
		for _, c := range r {
			if c.Hidden {
				row = append(row, "*")
				continue
			}
			row = append(row, fmt.Sprint(c.N))
		}
		rows = append(rows, strings.Join(row, " "))
	}
	return strings.Join(rows, " / ")
}

func TestHide(t *testing.T) {
	for name, c := range map[string]struct {
		counts [][]int
		want   string
	}{
		"nothing small":                        {[][]int{{5, 6}, {7, 8}}, "5 6 11 / 7 8 15 / 12 14 26"},
		"a zero names nobody":                  {[][]int{{5, 0}, {7, 8}}, "5 0 5 / 7 8 15 / 12 8 20"},
		"one small cell hides three others":    {[][]int{{3, 20, 9}, {30, 40, 50}}, "* 20 * 32 / * 40 * 120 / 33 60 59 152"},
		"two small ones protect each other":    {[][]int{{3, 20}, {20, 4}}, "* * 23 / * * 24 / 23 24 47"},
		"a row of fewer than five is not told": {[][]int{{1, 0, 2}, {30, 40, 50}, {9, 9, 9}}, "* * * * / 30 40 50 120 / * * * * / 40 49 61 150"},
		"one row: only its total is told":      {[][]int{{3, 20}}, "* * 23 / * * 23"},
		"one column":                           {[][]int{{3}, {20}, {0}}, "* * / 20 20 / * * / 23 23"},
		"not even that":                        {[][]int{{1, 2}}, "* * * / * * *"},
		"nobody":                               {[][]int{{0, 0}, {0, 0}}, "0 0 0 / 0 0 0 / 0 0 0"},
		"no table":                             {nil, ""},
	} {
		if got := table(survey.Hide(c.counts)); got != c.want {
			t.Errorf("%s: %s, want %s", name, got, c.want)
		}
	}
}

// Small rows are told together where they are enough for that; a single one, or too few in all, stays as it is.
func TestSmallRowsAreGathered(t *testing.T) {
	for name, c := range map[string]struct {
		counts   [][]int
		want     string
		gathered int
	}{
		"two small ones":          {[][]int{{9, 9}, {2, 1}, {0, 0}, {3, 0}}, "* * 18 / 0 0 0 / * * 6 / 14 10 24", 2},
		"all are small":           {[][]int{{2, 1}, {3, 1}, {4, 0}}, "* * 11 / * * 11", 3},
		"one alone":               {[][]int{{9, 9}, {2, 1}}, "* * * / * * * / 11 10 21", 0},
		"too few even in all":     {[][]int{{9, 9}, {1, 0}, {2, 0}}, "", 0},
		"nobody is small":         {[][]int{{9, 9}, {0, 0}}, "9 9 18 / 0 0 0 / 9 9 18", 0},
		"nothing is there at all": {nil, "", 0},
	} {
		rows, stay, gathered := survey.Gather(c.counts)
		if len(gathered) != c.gathered || len(stay)+len(gathered) != len(c.counts) {
			t.Errorf("%s: %v stay, %v are gathered", name, stay, gathered)
		}
		if got := table(survey.Hide(rows)); c.want != "" && got != c.want {
			t.Errorf("%s: %s, want %s", name, got, c.want)
		}
		if len(gathered) > 0 && sum(rows[len(rows)-1]) < survey.Few {
			t.Errorf("%s: fewer than five are told together: %v", name, rows)
		}
	}
}

func sum(row []int) (n int) {
	for _, k := range row {
		n += k
	}
	return n
}

// Whoever sees the published table cannot work out a hidden number of one to four: there is always another table with the same
// published numbers in which it differs.
func TestNoSubtractionBringsAHiddenNumberBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		rows, cols := rapid.IntRange(1, 3).Draw(t, "rows"), rapid.IntRange(1, 3).Draw(t, "cols")
		counts := make([][]int, rows)
		for r := range counts {
			counts[r] = rapid.SliceOfN(rapid.IntRange(0, 9), cols, cols).Draw(t, "row")
		}
		cells := survey.Hide(counts)
		for r := range cells {
			for c, k := range cells[r] {
				if k.N > 0 && k.N < survey.Few && !k.Hidden {
					t.Fatalf("%d is told: %s", k.N, table(cells))
				}
				if k.Hidden && k.N > 0 && k.N < survey.Few && !open(counts, cells, r, c) {
					t.Fatalf("%d in row %d can be worked out: %s", k.N, r, table(cells))
				}
			}
		}
	})
}

// open looks for another table with the same published numbers in which one cell differs, by moving hidden inner cells by one.
func open(counts [][]int, cells [][]survey.Cell, r, c int) bool {
	var free [][2]int
	for i := range counts {
		for j := range counts[i] {
			if cells[i][j].Hidden {
				free = append(free, [2]int{i, j})
			}
		}
	}
	rows, cols := len(counts), len(counts[0])
	for code := 1; code < pow3(len(free)); code++ {
		delta := make([][]int, rows+1)
		for i := range delta {
			delta[i] = make([]int, cols+1)
		}
		fits := true
		for n, k := 0, code; n < len(free); n, k = n+1, k/3 {
			i, j := free[n][0], free[n][1]
			d := k%3 - 1
			fits = fits && counts[i][j]+d >= 0
			for _, at := range []*int{&delta[i][j], &delta[i][cols], &delta[rows][j], &delta[rows][cols]} {
				*at += d
			}
		}
		for i := range cells {
			for j := range cells[i] {
				fits = fits && (cells[i][j].Hidden || delta[i][j] == 0)
			}
		}
		if fits && delta[r][c] != 0 {
			return true
		}
	}
	return false
}

func pow3(n int) int {
	out := 1
	for range n {
		out *= 3
	}
	return out
}
