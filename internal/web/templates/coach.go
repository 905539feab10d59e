package templates

// Hints is what the coach remarks about a text: to those who write it (写作提示) or to those who check it (机器提示).
type Hints struct {
	Title string
	Intro string // that it decides nothing, or that there is nothing
	Lines []Hint
	All   string // address of the form that sends the text back for all of them; empty: none
}

// Hint is one remark. To the writer it leads to the field, to the checker to the form that sends the text back for it.
type Hint struct {
	Says   string
	Why    string
	Place  string // the field in words
	Href   string // its address; empty: named only
	Quote  string // passage that is meant; empty: something is missing
	Reason string // reason for return that it would be, in words; empty: not for the reader
	Return string // address of the form
}

// HintsID is where the hints stand on their page.
const HintsID = "hints"
