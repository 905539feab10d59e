package templates

// Similar is the part of a page that names suggestions which are possibly about the same (相似建议).
type Similar struct {
	Title string
	Hint  string        // that it may be wrong
	None  string        // said where there is none
	Lines []SimilarLine // the best first
	Fill  string        // address from which the page's script fetches the list; empty: it stands here and does not change
	All   *Link         // to the page of its own, for who has no script
}

// SimilarLine is one of them: what it is, what came of it, and why it is named.
type SimilarLine struct {
	Link          // without address: the reader knows of it what everybody may
	Number string // 2023年 第0045号
	Came   string // 已答复 · B类 · 承诺逾期 · 市住建局办理
	Why    string // the words that both share
	Own    string // that the same deputy proposed it; empty otherwise
	Choose *Link  // takes it over into the form; nil where nothing is chosen
}

// SimilarPage is the list on a page of its own.
type SimilarPage struct {
	Page
	Head    CaseHead
	Similar Similar
}
