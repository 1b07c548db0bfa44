import { z } from 'zod'
import { InputProblem } from '#infra/local/practice/kernel/refusal.ts'
import { messageAsCompany, postAsCompany } from './act-as-company.ts'
import { networks, standingPostId } from './network.ts'
import type { Post } from './posts.ts'
import type { World } from './world.ts'
import { postTextSchema } from './write-as-customer.ts'

/** What `POST /practice/own-posts` takes: `to` (a name) makes it a private message, else it is public. */
export const ownPostSchema = z.strictObject({
	network: z.enum(networks),
	text: postTextSchema.refine((text) => text.trim() !== ''),
	inReplyTo: z.string().optional(),
	to: z.string().optional(),
})

/** Writes as one of the team does in the network's own app, without hilft, which learns of it by the webhook only. */
export const writeNatively = (world: World, { network, text, inReplyTo, to }: z.output<typeof ownPostSchema>): Post => {
	if (to !== undefined) {
		const person = world.people.findByName(network, to)
		if (!person) throw new InputProblem('to', 'There is no such person')
		return messageAsCompany(world, { network, toId: person.id, text })
	}
	const isThere = (id: string) =>
		id === standingPostId[network] || world.posts.find(network, id)?.visibility === 'public'
	if (inReplyTo !== undefined && !isThere(inReplyTo)) throw new InputProblem('inReplyTo', 'There is no such post')
	return postAsCompany(world, { network, text, inReplyTo })
}
