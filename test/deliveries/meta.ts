type Members = Readonly<Record<string, unknown>>

/** A comment below a post of the page (NETWORKS.md 3.2), 2026-11-22T10:00:00Z. */
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

/** Changes of one field of the page, sent a second after the comment above. */
export const changes = (field: string, ...values: readonly unknown[]) => ({
	object: 'page',
	entry: [{ id: '2001', time: 1795341601, changes: values.map((value) => ({ field, value })) }],
})

export const feed = (...values: readonly unknown[]) => changes('feed', ...values)

/** A private message to the page (NETWORKS.md 3.3). */
export const metaPrivateMessage = (message: Members = {}, members: Members = {}): Members => ({
	sender: { id: '6001' },
	recipient: { id: '2001' },
	timestamp: 1795341600123,
	message: { mid: 'm_abc-DEF_1', text: 'Meine Nummer?', ...message },
	...members,
})

export const messaging = (...messages: readonly unknown[]) => ({
	object: 'page',
	entry: [{ id: '2001', time: 1795341600500, messaging: messages }],
})

/** A comment below a picture of our Instagram account (NETWORKS.md 3.5). */
export const instagramComment = (members: Members = {}): Members => ({
	id: '17865799348089039',
	text: 'Seit Montag kein Netz 😡',
	from: { id: '7001', username: 'kundin.k' },
	media: { id: '17887498072083520', media_product_type: 'FEED' },
	...members,
})

export const instagramChanges = (field: string, ...values: readonly unknown[]) => ({
	object: 'instagram',
	entry: [{ id: '3001', time: 1795341601, changes: values.map((value) => ({ field, value })) }],
})

export const instagramMessaging = (...messages: readonly unknown[]) => ({
	object: 'instagram',
	entry: [{ id: '3001', time: 1795341600500, messaging: messages }],
})

/** A private message to our Instagram account. */
export const instagramMessage = (message: Members = {}, members: Members = {}): Members =>
	metaPrivateMessage(
		{ mid: 'aWdfZAG1faXRl', ...message },
		{ sender: { id: '7001' }, recipient: { id: '3001' }, ...members },
	)
