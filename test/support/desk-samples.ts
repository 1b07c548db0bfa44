import type { Frame } from '#shared/desk/pages/frame.ts'
import type { QueuePageView } from '#shared/desk/pages/queue-page.ts'
import { DESK_TEXTS, type DeskTexts } from '#shared/desk/pages/texts/desk-texts.ts'
import type { RowView } from '#shared/desk/queue/row-view.ts'
import type { QueueCountsView } from '#shared/desk/queue/show-queue.ts'

/** A Tuesday at noon in Berlin. */
export const DESK_NOON = '2026-12-01T11:00:00.000Z'

/** A moment before or after noon. */
export const atMinute = (minutes: number): string => new Date(Date.parse(DESK_NOON) + minutes * 60_000).toISOString()

const counted = (count: number) => ({ count })
const COUNTS: QueueCountsView = {
	now: counted(23),
	mine: counted(4),
	team: counted(11),
	all: { count: 99, more: true },
	waiting: counted(31),
	due: counted(3),
	failed: counted(0),
	release: counted(1),
	closed: counted(42),
}

/** What a page says of an agent at work on a quiet day. */
export const sampleFrame = (tag: DeskTexts['tag'] = 'de', changes: Partial<Frame> = {}): Frame => {
	let keys = 0
	return {
		texts: DESK_TEXTS[tag],
		agent: {
			sub: 'anna',
			name: 'Anna Berg',
			initials: 'ab',
			role: 'agent',
			team: 'nord',
			duty: { state: 'on', until: '2026-12-01T16:00:00.000Z' },
		},
		csrf: 'c'.repeat(43),
		newKey: () => `key-${++keys}`,
		assets: { script: '/desk/assets/desk.js', style: '/desk/assets/desk.css' },
		names: new Map([
			['anna', 'Anna Berg'],
			['ben', 'Ben Yilmaz'],
		]),
		now: DESK_NOON,
		here: '/desk/queue?view=now',
		theme: 'auto',
		hasKeys: true,
		counts: COUNTS,
		sending: { sending: 'on', accounts: [{ network: 'x', state: 'open' }] },
		dangers: 0,
		...changes,
	}
}

const DIGITS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/** A case number, another for each index. */
export const sampleNumber = (index: number): string =>
	`7K3${DIGITS[index % 32]}9${DIGITS[(index * 7 + 3) % 32]}${DIGITS[Math.floor(index / 32) % 32]}`

/** A row of somebody who waits. */
export const sampleRow = (index: number, changes: Partial<RowView> = {}): RowView => {
	const waitingSince = atMinute(-600 + 7 * index)
	return {
		id: `case_${String(index).padStart(20, '0')}`,
		number: sampleNumber(index),
		state: 'open',
		next: { kind: 'waiting', at: waitingSince },
		name: 'Sabine Kruse',
		handle: 'sabine_kruse',
		channels: ['x'],
		text: 'Seit drei Tagen kein Internet, und die Hotline legt nach zehn Minuten Musik einfach auf. Wann kommt denn jemand vorbei?',
		unanswered: 1,
		form: 'sie',
		language: 'de',
		signals: [],
		dangers: [],
		marks: [],
		waitingSince,
		firstSeen: waitingSince,
		turn: 'ours',
		...changes,
	}
}

const EMOJI_NAME = '👩🏽‍🚒🇹🇷 Fatma 🌸'

/** Rows of a day: one of each kind that a list has to bear. */
export const SAMPLE_ROWS: readonly RowView[] = [
	sampleRow(0, {
		name: 'Jonas Petersen',
		handle: undefined,
		channels: ['facebook'],
		text: 'Meine Mutter liegt gestürzt in der Wohnung, der Hausnotruf wählt nicht und die 112 kommt auch nicht durch!!',
		dangers: ['emergencyUnreachable'],
		form: 'unknown',
	}),
	sampleRow(1, {
		name: 'WutBuerger7',
		handle: 'wutbuerger7',
		text: 'Versager! Seit 3 Wochen kein Internet. Wann wird das repariert?',
		form: 'du',
		unanswered: 4,
		signals: ['repeatedContact', 'missedAppointment'],
		claimedBy: 'ben',
		owner: 'ben',
	}),
	sampleRow(2, {
		name: EMOJI_NAME,
		handle: 'fatma_y',
		channels: ['instagram'],
		text: 'Merhaba, faturam iki kere çekildi, kiminle görüşebilirim?',
		language: 'tr',
		form: 'unknown',
		signals: ['doubleBilling'],
	}),
	sampleRow(3, {
		next: { kind: 'promise', at: atMinute(30), soon: true },
		name: 'Karl-Heinz Petersen',
		handle: 'kh_petersen',
		text: undefined,
		unanswered: 0,
		waitingSince: undefined,
		owner: 'anna',
		marks: ['dataReceived'],
	}),
	sampleRow(4, {
		next: { kind: 'window', at: atMinute(180) },
		name: 'Mira Öztürk',
		handle: undefined,
		channels: ['facebook', 'x'],
		text: 'Hallo, ich habe jetzt schon auf allen Kanälen geschrieben. Rechnung doppelt abgebucht!',
		form: 'du',
		marks: ['failed', 'fellBack'],
		team: 'sued',
	}),
	sampleRow(5, {
		name: 'John Whitfield',
		handle: 'john_uk',
		text: 'My router has been blinking red since Sunday morning. Is there an outage in Kiel?',
		language: 'en',
		form: 'unknown',
	}),
	sampleRow(6, {
		name: 'محمد الأحمد',
		handle: 'mohammad_ah',
		text: 'مرحبا، الإنترنت لا يعمل منذ يومين. هل يمكنكم المساعدة من فضلكم؟',
	}),
	sampleRow(7, { name: 'Redaktion Nordkurier', handle: 'nordkurier', signals: ['press'], marks: ['proposal'] }),
	sampleRow(8, { name: undefined, handle: undefined, channels: ['facebook'], text: undefined }),
	...Array.from({ length: 8 }, (_, index) => sampleRow(9 + index)),
]

/** A list in the middle of a working day. */
export const sampleQueue = (changes: Partial<QueuePageView> = {}): QueuePageView => ({
	view: 'now',
	filters: {},
	rows: SAMPLE_ROWS,
	scanned: SAMPLE_ROWS.length,
	isFirst: true,
	next: 'bm93',
	colleagues: [
		{ sub: 'anna', name: 'Anna Berg' },
		{ sub: 'ben', name: 'Ben Yilmaz' },
		{ sub: 'dora', name: 'Dora Lund' },
	],
	teams: ['nord', 'sued'],
	...changes,
})
