package indicator

// Dimension is what a figure can be broken down by.
type Dimension string

// The dimensions.
const (
	ByUnit       Dimension = "unit"       // 承办单位: of cases and deputies the one that answers, of unit-times and promises their own
	ByCategory   Dimension = "category"   // 类目
	ByDelegation Dimension = "delegation" // 代表团
	ByDeputy     Dimension = "deputy"     // 领衔代表
	ByCounty     Dimension = "county"     // 县市区
	ByStream     Dimension = "stream"     // 会议期间、闭会期间
	ByOutcome    Dimension = "outcome"    // 办理结果
)

// Dimensions lists them in the order in which they are offered.
var Dimensions = []Dimension{ByUnit, ByCategory, ByDelegation, ByDeputy, ByCounty, ByStream, ByOutcome}
