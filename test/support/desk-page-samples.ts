import { bareFaultPage, framedFaultPage, landingPage } from '#shared/desk/pages/fault-pages.ts'
import type { Frame } from '#shared/desk/pages/frame.ts'
import { helpPage } from '#shared/desk/pages/help-page.ts'
import { mePage } from '#shared/desk/pages/me-page.ts'
import { queuePage } from '#shared/desk/pages/queue-page.ts'
import { searchPage } from '#shared/desk/pages/search-page.ts'
import type { DeskTexts } from '#shared/desk/pages/texts/desk-texts.ts'
import { ROW_MARKS } from '#shared/desk/queue/row.ts'
import type { Html } from '#shared/pages/frame.ts'
import { atMinute, SAMPLE_ROWS, sampleFrame, sampleNumber, sampleQueue, sampleRow } from './desk-samples.ts'

type Tag = DeskTexts['tag']

/** Longer than any name or word that a page was drawn for, without a place to break. */
const ENDLESS = 'Donaudampfschifffahrt'.repeat(500)

const hostile = sampleRow(20, {
	name: `<script>alert(1)</script>\u202egnal ${ENDLESS.slice(0, 200)}`,
	handle: ENDLESS.slice(0, 60),
	text: `</textarea><img src=x onerror=alert(1)>\u202e${ENDLESS.slice(0, 10_000)}`,
	owner: ENDLESS.slice(0, 128),
	claimedBy: ENDLESS.slice(0, 128),
	signals: ['press', 'lawyer', 'regulator', 'consumerAdvice', 'cancellation', 'brokenPromiseTwice'],
	marks: [...ROW_MARKS],
	unanswered: 120,
})

const stopped = (tag: Tag): Frame => sampleFrame(tag, { sending: { sending: 'stopped', accounts: [] } })

const troubled = (tag: Tag): Frame =>
	sampleFrame(tag, {
		dangers: 2,
		sending: {
			sending: 'on',
			accounts: [
				{ network: 'x', state: 'limited', until: atMinute(40) },
				{ network: 'facebook', state: 'stopped' },
				{ network: 'instagram', state: 'open' },
			],
		},
	})

const look = (tag: Tag) => {
	const { texts, assets, theme } = sampleFrame(tag)
	return { texts, assets, theme }
}

const closed = SAMPLE_ROWS.slice(1, 6).map((row, index) => ({
	...row,
	state: 'closed' as const,
	next: undefined,
	unanswered: 0,
	claimedBy: undefined,
	signals: [],
	marks: [],
	closedAt: atMinute(-10 * index),
	outcome: index === 1 ? ('spamOrAbuse' as const) : ('helped' as const),
	reason: index === 1 ? ('spam' as const) : undefined,
}))

const refused = (tag: Tag) => {
	const [title, detail] = sampleFrame(tag).texts.problems['stale-version']
	return { kind: 'refused', title, detail } as const
}

/** Every page of the desk but the case, in the states that somebody may meet it in, by a name each. */
export const DESK_PAGES = {
	queue: (tag) =>
		queuePage(sampleFrame(tag, { dangers: 1 }), sampleQueue({ inFlight: { count: 11, oldestAt: atMinute(-3) } })),
	bulk: (tag) => queuePage(sampleFrame(tag), sampleQueue({ rows: SAMPLE_ROWS.slice(1, 5) })),
	troubled: (tag) => queuePage(troubled(tag), sampleQueue({ filters: { network: 'x', signal: 'press' } })),
	stopped: (tag) => queuePage(stopped(tag), sampleQueue({ rows: SAMPLE_ROWS.slice(1, 4) })),
	hostile: (tag) =>
		queuePage(
			sampleFrame(tag, { agent: { ...sampleFrame().agent, name: `👩🏽‍🚒 ${ENDLESS.slice(0, 100)}` } }),
			sampleQueue({ rows: [hostile, ...SAMPLE_ROWS.slice(2, 4), { id: `case_${'1'.repeat(20)}`, unreadable: true }] }),
		),
	empty: (tag) =>
		queuePage(
			sampleFrame(tag, { notice: { kind: 'done', code: 'closed' } }),
			sampleQueue({ rows: [], next: undefined, nextThing: { kind: 'promise', at: atMinute(120), owner: 'anna' } }),
		),
	practice: (tag) => queuePage(sampleFrame(tag), sampleQueue({ rows: [], next: undefined, practice: '/practice' })),
	filterEmpty: (tag) =>
		queuePage(sampleFrame(tag), sampleQueue({ view: 'team', rows: [], next: undefined, filters: { language: 'tr' } })),
	closed: (tag) => queuePage(sampleFrame(tag), sampleQueue({ view: 'closed', rows: closed, isFirst: false })),
	sent: (tag) =>
		queuePage(
			sampleFrame(tag, {
				notice: { kind: 'sent', number: sampleNumber(1), reply: `msg_${'0'.repeat(20)}`, leavesAt: atMinute(0.25) },
			}),
			sampleQueue({ rows: SAMPLE_ROWS.slice(0, 6) }),
		),
	refused: (tag) =>
		queuePage(sampleFrame(tag, { notice: refused(tag) }), sampleQueue({ rows: SAMPLE_ROWS.slice(0, 4) })),
	found: (tag) =>
		searchPage(sampleFrame(tag), {
			query: 'Petersen',
			outcome: 'found',
			hits: [...SAMPLE_ROWS.slice(0, 5), ...closed.slice(0, 2), { number: sampleNumber(30), unreadable: true }],
			isFirst: true,
			next: 'bm93',
		}),
	nothingFound: (tag) =>
		searchPage(sampleFrame(tag), { query: 'Glasfaser <b>', outcome: 'found', hits: [], isFirst: true }),
	holdsData: (tag) => searchPage(sampleFrame(tag), { query: '4711008152', outcome: 'holdsData' }),
	tooShort: (tag) => searchPage(sampleFrame(tag), { query: 'ab', outcome: 'tooShort' }),
	me: (tag) =>
		mePage(sampleFrame(tag), {
			session: { createdAt: atMinute(-200), endsAt: atMinute(400) },
			others: [
				{ createdAt: atMinute(-90), lastActAt: atMinute(-2) },
				{ createdAt: atMinute(-400), lastActAt: atMinute(-25) },
			],
		}),
	meAuditor: (tag) =>
		mePage(
			sampleFrame(tag, {
				agent: { sub: 'ada', name: 'Ada', role: 'auditor', duty: { state: 'away' } },
				hasKeys: false,
			}),
			{ session: { createdAt: atMinute(-200), endsAt: atMinute(400) }, others: [] },
		),
	help: (tag) => helpPage(sampleFrame(tag)),
	forbidden: (tag) => framedFaultPage(sampleFrame(tag), { fault: 'forbidden', href: '/desk/queue?view=now' }),
	notFound: (tag) => framedFaultPage(sampleFrame(tag), { fault: 'notFound', href: '/desk/queue?view=now' }),
	conflict: (tag) => framedFaultPage(sampleFrame(tag), { fault: 'conflict', href: '/desk/cases/7K3M9QX' }),
	tryLater: (tag) => framedFaultPage(troubled(tag), { fault: 'tryLater', href: '/desk/queue?view=now', retryAfter: 5 }),
	failed: (tag) => bareFaultPage(look(tag), { fault: 'failed', href: '/desk/queue?view=now' }),
	sessionEnded: (tag) =>
		bareFaultPage(look(tag), { fault: 'sessionEnded', href: '/desk/sign-in?back=%2Fdesk%2Fqueue' }),
	noRecord: (tag) =>
		bareFaultPage(look(tag), { fault: 'noRecord', href: '/desk/sign-in', sub: 'b7c1-neu', signOut: {} }),
	signIn: (tag) => landingPage(look(tag), '/desk/sign-in?back=%2Fdesk%2Fqueue'),
} as const satisfies Readonly<Record<string, (tag: Tag) => Html>>

export type DeskPageName = keyof typeof DESK_PAGES
