import type { DatabaseSync } from 'node:sqlite'
import { z } from 'zod'
import { isOwn, type Network, OWN_NAME, ownAccountId } from './network.ts'
import { personId } from './network-ids.ts'

const personSchema = z
	.object({ id: z.string(), name: z.string(), handle: z.string(), accepts_messages: z.number() })
	.transform(({ accepts_messages, ...person }) => ({ ...person, acceptsMessages: accepts_messages === 1 }))

/** Somebody on a network. On Facebook one id serves as page-scoped id and as author of comments (simpler than there). */
export type Person = z.output<typeof personSchema>

/** The company's own account seen as a person. */
export const ownPerson = (network: Network): Person => ({
	id: ownAccountId[network],
	name: OWN_NAME,
	handle: OWN_NAME,
	acceptsMessages: true,
})

const handleOf = (name: string): string => {
	const plain = name
		.replaceAll('ß', 'ss')
		.normalize('NFKD')
		.replaceAll(/[^A-Za-z0-9_]/g, '')
		.slice(0, 15)
	return plain === '' || plain.toLowerCase() === OWN_NAME ? 'kunde' : plain
}

/** Everybody who has written, by network; a name is made a person the first time it is seen. */
export const createPeople = (database: DatabaseSync) => {
	const byId = database.prepare('select * from people where network = ? and id = ?')
	const byName = database.prepare('select * from people where network = ? and name = ?')
	const byHandle = database.prepare('select * from people where network = ? and handle = ? collate nocase')
	const all = database.prepare('select * from people where network = ? order by name')
	const insert = database.prepare('insert into people (network, id, name, handle) values (?, ?, ?, ?)')
	const update = database.prepare('update people set accepts_messages = ? where network = ? and id = ?')

	const freeHandle = (network: Network, name: string): string => {
		const wanted = handleOf(name)
		let handle = wanted
		for (let count = 2; byHandle.get(network, handle); count += 1)
			handle = `${wanted.slice(0, 15 - String(count).length)}${count}`
		return handle
	}
	const find = (network: Network, id: string): Person | undefined =>
		isOwn(network, id) ? ownPerson(network) : personSchema.safeParse(byId.get(network, id)).data

	return {
		find,
		findByName: (network: Network, name: string) => personSchema.safeParse(byName.get(network, name)).data,
		findByHandle: (network: Network, handle: string): Person | undefined =>
			handle.toLowerCase() === OWN_NAME
				? ownPerson(network)
				: personSchema.safeParse(byHandle.get(network, handle)).data,
		list: (network: Network): Person[] => z.array(personSchema).parse(all.all(network)),
		ensure: (network: Network, name: string): Person => {
			const known = personSchema.safeParse(byName.get(network, name)).data
			if (known) return known
			const id = personId(network, name)
			insert.run(network, id, name, freeHandle(network, name))
			return personSchema.parse(byId.get(network, id))
		},
		setAcceptsMessages: (network: Network, id: string, accepts: boolean): void =>
			void update.run(accepts ? 1 : 0, network, id),
	}
}
export type People = ReturnType<typeof createPeople>
