// Package words invents everything that the demonstration city 邵衡市 says and is called: congresses, organisations,
// people, sessions, categories, suggestions and replies. It is pure: the same (seed, case) always gives the same text,
// nothing is read but the embedded lists, and nobody in it lives anywhere. What happens to a case is not decided here.
package words

import "embed"

//go:embed data matters
var files embed.FS

// Password is the one password of all role accounts of the demonstration. It is printed on the sign-in page and
// protects nothing.
const Password = "shaoheng-2026"

// CityKey is the key of the city's congress (邵衡市人民代表大会) in City.Congresses.
const CityKey = "shaoheng"

// Outcome is the make-up of a reply in the three-class scheme (A 已解决, B 正在解决或列入计划, C 暂无法解决).
type Outcome string

// The outcomes for which replies can be written.
const (
	Solved     Outcome = "A"
	Promised   Outcome = "B"
	Infeasible Outcome = "C"
)
