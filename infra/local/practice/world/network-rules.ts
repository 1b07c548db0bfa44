import type { PracticeNetwork } from './network.ts'
import type { People } from './people.ts'
import type { Post, Posts } from './posts.ts'
import type { SettingsStore } from './settings.ts'
import type { Subscriptions } from './subscriptions.ts'

/** People, posts and what we subscribed to of them, for reading. */
export type Directory = {
	readonly people: People
	readonly posts: Posts
	readonly subscriptions: Pick<Subscriptions, 'find'>
	readonly settings: Pick<SettingsStore, 'all'>
}

/** A change of an existing post. */
export type PostChange = 'edited' | 'remove' | 'hide' | 'unhide'

/** The path below our origin to which a network delivers a body, and the headers that sign it. */
export type SignedDelivery = { readonly path: string; readonly headers: Readonly<Record<string, string>> }

/** All differences between the networks, for the world, which knows none of them. */
export type NetworkRules = {
	/** Milliseconds from each attempt without a 2xx to the next; after the last the event is lost. */
	readonly retryAfter: readonly number[]
	/** Milliseconds after which it stops waiting for our answer. */
	readonly answerWithin: number
	readonly signDelivery: (body: string) => SignedDelivery
	/** Builds the webhook body for a post; undefined where the network reports none. */
	readonly bodyOfPost: (post: Post, directory: Directory) => string | undefined
	/** Builds the webhook body for a change of an existing post at `at`; undefined where the network reports none. */
	readonly bodyOfChange: (post: Post, change: PostChange, at: string, directory: Directory) => string | undefined
	/** Returns the text of a public post that neither answers nor quotes, such that the network reports it to us. */
	readonly addressed: (text: string) => string
	/** Tests whether the network lets the author edit a post. */
	readonly isEditable: (post: Post) => boolean
	/** Whether an edit makes a new post, with an id of its own, in the same history. */
	readonly hasVersions: boolean
}
export type RulesByNetwork = Readonly<Record<PracticeNetwork, NetworkRules>>
