/** Where the networks' events say who wrote: X's `user`, `sender_id`, `author_id`; Meta's `from`, `sender` (NETWORKS.md 2, 3). */
const AUTHOR_MEMBERS = new Set(['user', 'sender_id', 'author_id', 'from', 'sender', 'user_id', 'from_id', 'source'])
const ID_MEMBERS = ['id', 'id_str'] as const

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
	typeof value === 'object' && value !== null && !Array.isArray(value)

const isId = (value: unknown, id: string): boolean =>
	(typeof value === 'string' || typeof value === 'number') && String(value) === id

/** Whether some part of an event says that it was written by this id of its network. Other mentions of it do not count. */
export const isWrittenBy = (event: unknown, id: string): boolean => {
	const pending: unknown[] = [event]
	while (pending.length > 0) {
		const value = pending.pop()
		if (Array.isArray(value)) pending.push(...value)
		if (!isRecord(value)) continue
		for (const [name, member] of Object.entries(value)) {
			const isTheirs =
				AUTHOR_MEMBERS.has(name) &&
				(isId(member, id) || (isRecord(member) && ID_MEMBERS.some((one) => isId(member[one], id))))
			if (isTheirs) return true
			if (typeof member === 'object') pending.push(member)
		}
	}
	return false
}

/** Whether a text names an id: as a whole, not as a part of a longer number. */
export const namesId = (text: string, id: string): boolean => {
	for (let at = text.indexOf(id); at >= 0; at = text.indexOf(id, at + 1)) {
		const around = `${text[at - 1] ?? ''}${text[at + id.length] ?? ''}`
		if (!/[0-9A-Za-z_]/.test(around)) return true
	}
	return false
}
