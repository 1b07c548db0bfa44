type Members = Readonly<Record<string, unknown>>

/** A comment below a post of the page (contracts.md 3.2), 2026-11-22T10:00:00Z. */
export const comment = (members: Members = {}): Members => ({
	item: 'comment',
	verb: 'add',
	post_id: '2001_55',
	comment_id: '55_77',
	parent_id: '2001_55',
	from: { id: '6001', name: 'Karl Kunde' },
	message: 'Bei mir geht nichts & keiner ruft zurück',
	created_time: 1795341600,
	...members,
})

export const feed = (...values: readonly unknown[]): Members => ({
	object: 'page',
	entry: [{ id: '2001', time: 1795341601, changes: values.map((value) => ({ field: 'feed', value })) }],
})

/** A private message to the page (contracts.md 3.3). */
export const privateMessage = (message: Members = {}, members: Members = {}): Members => ({
	sender: { id: '6001' },
	recipient: { id: '2001' },
	timestamp: 1795341600123,
	message: { mid: 'm_abc-DEF_1', text: 'Meine Nummer?', ...message },
	...members,
})

export const messaging = (...messages: readonly unknown[]): Members => ({
	object: 'page',
	entry: [{ id: '2001', time: 1795341600500, messaging: messages }],
})
