import { createServer, type Server } from 'node:http'
import { Hono } from 'hono'
import { createGraphApi } from '#infra/local/practice/graph/api.ts'
import { facebookRules, instagramRules } from '#infra/local/practice/graph/network-rules.ts'
import { META_PICTURE_HOST as META_HOST } from '#infra/local/practice/graph/payloads.ts'
import { type NodeBindings, serveApp } from '#infra/local/practice/kernel/node-adapter.ts'
import { networks } from '#infra/local/practice/world/network.ts'
import type { RulesByNetwork } from '#infra/local/practice/world/network-rules.ts'
import { drawPicture, pictureNamedBy } from '#infra/local/practice/world/picture.ts'
import type { World } from '#infra/local/practice/world/world.ts'
import { createXApi } from '#infra/local/practice/x/api.ts'
import { xRules } from '#infra/local/practice/x/network-rules.ts'
import { hasValidSignature } from '#infra/local/practice/x/oauth1.ts'
import { PRIVATE_PICTURE_HOST, X_PICTURE_HOST as X_HOST } from '#infra/local/practice/x/payloads.ts'
import { SECOND } from '#shared/kernel/clock.ts'

/** The rules of every network that is played. */
export const rulesByNetwork: RulesByNetwork = { x: xRules, facebook: facebookRules, instagram: instagramRules }

const PICTURE_HOSTS: ReadonlySet<string> = new Set([META_HOST, X_HOST, PRIVATE_PICTURE_HOST])

/** Serves the networks' pictures: those of existing posts, private ones of X by a signed call only. */
const createPictureServer = (world: World): Hono => {
	const app = new Hono()
	app.get('*', (context) => {
		const { pathname, search } = new URL(context.req.url)
		const host = context.req.header('host') ?? ''
		const picture = pictureNamedBy(pathname)
		if (picture === undefined || !PICTURE_HOSTS.has(host)) return context.body(null, 404)
		const call = {
			method: 'GET',
			url: new URL(`https://${host}${pathname}${search}`),
			authorization: context.req.header('authorization') ?? '',
			form: new URLSearchParams(),
		}
		if (host === PRIVATE_PICTURE_HOST && !hasValidSignature(call, world.realClock.epochMilliseconds() / SECOND))
			return context.body(null, 401)
		const post = networks.map((network) => world.posts.find(network, picture.postId)).find((one) => one !== undefined)
		if (post === undefined || picture.index >= post.pictures) return context.body(null, 404)
		const bytes = Uint8Array.from(drawPicture(pathname))
		return context.body(bytes, 200, { 'content-type': 'image/png', 'content-length': String(bytes.length) })
	})
	return app
}

/**
 * Serves the networks' APIs on a port of 127.0.0.1: pictures by their hosts, X by its `/2/` and `/oauth2/` paths, the Graph API for all
 * others.
 */
export const listenForNetworks = async (world: World, port = 0): Promise<{ port: number; server: Server }> => {
	const xApi = createXApi(world)
	const graphApi = createGraphApi(world)
	const pictures = createPictureServer(world)
	const serve = serveApp({
		fetch: (request, bindings: NodeBindings) =>
			PICTURE_HOSTS.has(new URL(request.url).hostname)
				? pictures.fetch(request)
				: /^\/(2|oauth2)\//.test(new URL(request.url).pathname)
					? xApi.fetch(request, bindings)
					: graphApi.fetch(request, bindings),
	})
	const server = createServer((incoming, outgoing) => {
		serve(incoming, outgoing).catch(() => outgoing.destroy())
	})
	await new Promise<void>((resolve, reject) => {
		server.once('error', reject)
		server.listen(port, '127.0.0.1', resolve)
	})
	const address = server.address()
	if (address === null || typeof address === 'string') throw new Error('The practice networks have no port')
	return { port: address.port, server }
}
