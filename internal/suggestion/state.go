// Package suggestion holds the case at the heart of Huiyin (人大代表建议) and the tables by which it and its parts move.
// It is pure: no database, no HTTP, no clock. Everything that changes a case goes through Apply.
package suggestion

import "huiyin/internal/flow"

// States of a case. The S and X numbers are those of the merged state machine in the field's rules.
const (
	Draft     flow.State = "draft"     // S1 草稿
	Cosigning flow.State = "cosigning" // S2 联名中
	Submitted flow.State = "submitted" // S3 已提交
	Checking  flow.State = "checking"  // S4 初审中(县级)
	Reviewing flow.State = "reviewing" // S4 审核中(复审)
	Pending   flow.State = "pending"   // S5 待交办
	Assigned  flow.State = "assigned"  // S6 已交办
	Handling  flow.State = "handling"  // S8 办理中
	Replied   flow.State = "replied"   // S10 已答复
	Evaluated flow.State = "evaluated" // S11 已评价
	Redoing   flow.State = "redoing"   // S12 重新办理
	FollowUp  flow.State = "follow_up" // S13 跟踪落实
	Closed    flow.State = "closed"    // S14 办结
	Archived  flow.State = "archived"  // S15 归档
	Withdrawn flow.State = "withdrawn" // X1 撤回
	Returned  flow.State = "returned"  // X2 退回修改
	Refused   flow.State = "refused"   // X2 不予受理
	Letter    flow.State = "letter"    // X3 作代表来信
	Merged    flow.State = "merged"    // X4 并案
	Offline   flow.State = "offline"   // 涉密件存目, 线下办理
	Discarded flow.State = "discarded" // 草稿已删除
)

// States of an assignment (承办任务): one unit's share of a case.
const (
	ToSign       flow.State = "to_sign"      // S6 待签收
	Objecting    flow.State = "objecting"    // S7 申请调整中
	Working      flow.State = "working"      // S8 办理中
	Answered     flow.State = "answered"     // S10 已答复
	Dissatisfied flow.State = "dissatisfied" // S11 不满意, 待定是否重办
	Reworking    flow.State = "reworking"    // S12 重新办理
	OnMain       flow.State = "on_main"      // 并案代表不满意, 主件重新办理
	Content      flow.State = "content"      // S11 满意或基本满意
	Unrated      flow.State = "unrated"      // S11 逾期未评价, 不计入满意率
	Settled      flow.State = "settled"      // 不满意, 决定不再重办
	Opined       flow.State = "opined"       // 会办意见已采纳
	Reassigned   flow.State = "reassigned"   // 已改办
	Distributed  flow.State = "distributed"  // 政府办公室已分办
	Considered   flow.State = "considered"   // 仅供参考件已研究, 不作书面答复
	Missed       flow.State = "missed"       // 会办意见未提交, 主办单位已答复
	Ended        flow.State = "ended"        // 随案件终止
)

// States shared by the small machines: a request waits, then is granted or refused.
const (
	Waiting flow.State = "waiting" // 待决定
	Granted flow.State = "granted" // 同意
	Denied  flow.State = "denied"  // 不同意
	Moot    flow.State = "moot"    // 已无须决定
)

// States of a signature (联名).
const (
	Invited   flow.State = "invited"   // 已邀请
	Confirmed flow.State = "confirmed" // 已确认
	Declined  flow.State = "declined"  // 已谢绝
	Cancelled flow.State = "cancelled" // 已取消
	Lapsed    flow.State = "lapsed"    // 截止未确认
)

// States of a co-handler's opinion (会办意见).
const (
	Given    flow.State = "given"     // 已提交
	SentBack flow.State = "sent_back" // 退回补充
	Taken    flow.State = "taken"     // 已采纳
)

// States of a reply under sign-off (拟稿、审核、签发).
const (
	Drafting    flow.State = "drafting"    // 拟稿
	InReview    flow.State = "in_review"   // S9 待审核
	ToIssue     flow.State = "to_issue"    // S9 待签发
	Prechecking flow.State = "prechecking" // 答复预审
	Delivered   flow.State = "delivered"   // 已送达
)

// States of an evaluation (评价).
const (
	Entered flow.State = "entered" // 纸质代录, 待第二人核对
	Open    flow.State = "open"    // 可修改, 承办单位不可见
	Final   flow.State = "final"   // 窗口已关闭
)

// States of a commitment (承诺事项).
const (
	Promised flow.State = "promised" // 落实中
	Claimed  flow.State = "claimed"  // 单位申报完成
	Kept     flow.State = "kept"     // 已兑现
	Broken   flow.State = "broken"   // 未兑现
	Voided   flow.State = "voided"   // 随建议撤回终止
)

// States of a contact record (沟通联系) and of a confidential report of pressure.
const (
	Noted    flow.State = "noted"    // 已登记
	Disputed flow.State = "disputed" // 代表不予确认
	Attended flow.State = "attended" // 已处理
)
