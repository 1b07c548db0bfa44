import type { DatabaseSync } from 'node:sqlite'
import { z } from 'zod'
import type { PracticeNetwork } from './network.ts'
import { isOwn, OWN_NAME, ownAccountId } from './network.ts'
import { personId } from './network-ids.ts'
import type { Post } from './posts.ts'

const flag = z.number().transform((value) => value === 1)
const personSchema = z
	.object({
		id: z.string(),
		name: z.string(),
		handle: z.string(),
		accepts_messages: flag,
		is_protected: flag,
		is_suspended: flag,
	})
	.transform(({ id, name, handle, ...flags }) => ({
		id,
		name,
		handle,
		acceptsMessages: flags.accepts_messages,
		/** Whether only followers see their posts, so our API does not. */
		isProtected: flags.is_protected,
		isSuspended: flags.is_suspended,
	}))

/** Somebody on a network. On Facebook one id serves as page-scoped id and as author of comments (simpler than there). */
export type Person = z.output<typeof personSchema>
export type Reachability = Pick<Person, 'acceptsMessages' | 'isProtected' | 'isSuspended'>

/** Returns the company's own account as a person. */
export const ownPerson = (network: PracticeNetwork): Person => ({
	id: ownAccountId[network],
	name: OWN_NAME,
	handle: OWN_NAME,
	acceptsMessages: true,
	isProtected: false,
	isSuspended: false,
})

const handleOf = (name: string): string => {
	const plain = name
		.replaceAll('ß', 'ss')
		.normalize('NFKD')
		.replaceAll(/[^A-Za-z0-9_]/g, '')
		.slice(0, 15)
	return plain === '' || plain.toLowerCase() === OWN_NAME ? 'kunde' : plain
}

/** Creates the store of everybody who has written, by network; `ensure` adds a person for a new name. */
export const createPeople = (database: DatabaseSync) => {
	const byId = database.prepare('select * from people where network = ? and id = ?')
	const byName = database.prepare('select * from people where network = ? and name = ?')
	const byHandle = database.prepare('select * from people where network = ? and handle = ? collate nocase')
	const all = database.prepare('select * from people where network = ? order by name')
	const insert = database.prepare('insert into people (network, id, name, handle) values (?, ?, ?, ?)')
	const update = database.prepare(
		'update people set accepts_messages = ?, is_protected = ?, is_suspended = ? where network = ? and id = ?',
	)
	const version = database.prepare(
		'select count(*) as people, sum(accepts_messages) as open, sum(is_protected) as hidden, sum(is_suspended) as gone from people',
	)

	const freeHandle = (network: PracticeNetwork, name: string): string => {
		const wanted = handleOf(name)
		let handle = wanted
		for (let count = 2; byHandle.get(network, handle); count += 1)
			handle = `${wanted.slice(0, 15 - String(count).length)}${count}`
		return handle
	}
	const find = (network: PracticeNetwork, id: string): Person | undefined =>
		isOwn(network, id) ? ownPerson(network) : personSchema.safeParse(byId.get(network, id)).data

	return {
		find,
		findByName: (network: PracticeNetwork, name: string) => personSchema.safeParse(byName.get(network, name)).data,
		findByHandle: (network: PracticeNetwork, handle: string): Person | undefined =>
			handle.toLowerCase() === OWN_NAME
				? ownPerson(network)
				: personSchema.safeParse(byHandle.get(network, handle)).data,
		list: (network: PracticeNetwork): Person[] => z.array(personSchema).parse(all.all(network)),
		ensure: (network: PracticeNetwork, name: string): Person => {
			const known = personSchema.safeParse(byName.get(network, name)).data
			if (known) return known
			const id = personId(network, name)
			insert.run(network, id, name, freeHandle(network, name))
			return personSchema.parse(byId.get(network, id))
		},
		/** Changes the members that are given. */
		setStanding: (
			network: PracticeNetwork,
			id: string,
			change: { [Name in keyof Reachability]?: boolean | undefined },
		): void => {
			const person = find(network, id)
			if (!person || isOwn(network, id)) return
			const flags = [
				change.acceptsMessages ?? person.acceptsMessages,
				change.isProtected ?? person.isProtected,
				change.isSuspended ?? person.isSuspended,
			].map((isSet) => (isSet ? 1 : 0))
			update.run(...flags, network, id)
		},
		/** Changes whenever a person is added or changed. */
		version: (): string => JSON.stringify(version.get()),
	}
}
export type People = ReturnType<typeof createPeople>

/** Returns author and recipient of a post; the company's own account where nobody else is named. */
export const partiesOf = (
	people: Pick<People, 'find'>,
	{ network, authorId, toId = '' }: Post,
): readonly [author: Person, to: Person] => [
	people.find(network, authorId) ?? ownPerson(network),
	people.find(network, toId) ?? ownPerson(network),
]
