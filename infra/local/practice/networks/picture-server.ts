import { Hono } from 'hono'
import { SECOND } from '#shared/kernel/clock.ts'
import { networks } from './network.ts'
import type { World } from './networks-world.ts'
import { hasValidSignature } from './oauth1.ts'
import { drawPicture, pictureAt } from './pictures.ts'

/** Where the networks keep pictures: those of posts that are there, private ones of X by a signed call only. */
export const createPictureServer = (world: World): Hono => {
	const app = new Hono()
	app.get('*', (context) => {
		const { pathname, search } = new URL(context.req.url)
		const host = context.req.header('host') ?? ''
		const picture = pictureAt(host, pathname)
		if (picture === undefined) return context.body(null, 404)
		const call = {
			method: 'GET',
			url: new URL(`https://${host}${pathname}${search}`),
			authorization: context.req.header('authorization') ?? '',
			form: new URLSearchParams(),
		}
		if (picture.isPrivate && !hasValidSignature(call, world.realClock.epochMilliseconds() / SECOND))
			return context.body(null, 401)
		const post = networks.map((network) => world.posts.find(network, picture.postId)).find((one) => one !== undefined)
		if (post === undefined || picture.index >= post.pictures) return context.body(null, 404)
		const bytes = Uint8Array.from(drawPicture(pathname))
		return context.body(bytes, 200, { 'content-type': 'image/png', 'content-length': String(bytes.length) })
	})
	return app
}
