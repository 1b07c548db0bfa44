import { describe, expect, it } from 'vitest'
import { allowedAddress, isPublicAddress, publicLookup } from '#shared/media/fetch-media.ts'
import { sniffType } from '#shared/media/sniff-type.ts'
import { createAuthoriseX, oauth1Header } from '#shared/media/x-authorise.ts'

describe('the addresses to fetch from', () => {
	it.each([
		['x', 'https://pbs.twimg.com/media/A.jpg?name=large'],
		['x', 'https://ton.twitter.com/1.1/ton/data/dm/1/2/a.jpg'],
		['facebook', 'https://scontent.xx.fbcdn.net/v/a.jpg?oh=1'],
		['facebook', 'https://video-fra3-1.xx.fbcdn.net/v/a.mp4'],
		['instagram', 'https://scontent.cdninstagram.com/v/a.jpg'],
	] as const)('are of %s: %s', (network, url) => {
		expect(allowedAddress(network, url)?.href).toBe(url)
	})

	it.each([
		['facebook', 'https://pbs.twimg.com/media/A.jpg'],
		['x', 'http://pbs.twimg.com/media/A.jpg'],
		['x', 'https://pbs.twimg.com:8443/media/A.jpg'],
		['x', 'https://someone@pbs.twimg.com/media/A.jpg'],
		['x', 'https://pbs.twimg.com.evil.example/A.jpg'],
		['x', 'https://evilpbs.twimg.com/A.jpg'],
		['x', 'https://169.254.169.254/latest/meta-data/'],
		['facebook', 'https://fbcdn.net/A.jpg'],
		['facebook', 'https://evilfbcdn.net/A.jpg'],
		['facebook', 'https://[::1]/A.jpg'],
		['facebook', 'https://2130706433/A.jpg'],
		['facebook', 'file:///etc/passwd'],
		['facebook', 'not an address'],
	] as const)('refuses for %s: %s', (network, url) => {
		expect(allowedAddress(network, url)).toBeUndefined()
	})
})

describe('what a host may resolve to', () => {
	it.each(['8.8.8.8', '157.240.1.1', '2a03:2880:f12f::1'])('is public: %s', (address) => {
		expect(isPublicAddress(address, address.includes(':') ? 6 : 4)).toBe(true)
	})

	it.each([
		...['0.0.0.0', '10.1.2.3', '100.64.0.1', '127.0.0.1', '169.254.169.254', '172.31.0.1', '192.168.1.1', '224.0.0.1'],
		...['::', '::1', 'fe80::1', 'fd00:ec2::254', '::ffff:127.0.0.1', '64:ff9b::7f00:1', '2002:7f00:1::'],
	])('refuses %s', (address) => {
		expect(isPublicAddress(address, address.includes(':') ? 6 : 4)).toBe(false)
	})
})

describe('looking a host up', () => {
	const lookup = (host: string, all: boolean) =>
		new Promise((resolve) => {
			publicLookup(host, { all }, (error, address) => resolve(error === null ? address : error.code))
		})

	it.each([true, false])('refuses a name of our own machine, so that no connection is tried', async (all) => {
		expect(await lookup('localhost', all)).toBe('ADDRESS_NOT_PUBLIC')
	})

	it.each([true, false])('gives what is public as node wants it', async (all) => {
		const address = all ? [{ address: '8.8.8.8', family: 4 }] : '8.8.8.8'
		expect(await lookup('8.8.8.8', all)).toEqual(address)
	})
})

describe('the type of a file', () => {
	const text = (content: string) => Buffer.from(content, 'latin1')
	it.each([
		['image/jpeg', text('\xff\xd8\xff\xe0\x00\x10JFIF')],
		['image/png', text('\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR')],
		['image/gif', text('GIF89a\x01\x00')],
		['image/webp', text('RIFF\x24\x00\x00\x00WEBPVP8 ')],
		['image/heic', text('\x00\x00\x00\x18ftypheic\x00')],
		['video/mp4', text('\x00\x00\x00\x20ftypisom\x00')],
		['audio/mp4', text('\x00\x00\x00\x20ftypM4A \x00')],
		['application/pdf', text('%PDF-1.7\n')],
	] as const)('is %s by its first bytes', (type, bytes) => {
		expect(sniffType(bytes)).toBe(type)
	})

	it.each([
		'',
		'<svg xmlns="http://www.w3.org/2000/svg">',
		'<!doctype html><script>',
		'MZ\x90',
		'PK\x03\x04',
		' %PDF-1.7',
	])('refuses what begins with %j', (content) => {
		expect(sniffType(text(content))).toBeUndefined()
	})

	it('refuses an unknown brand, also one that objects know', () => {
		expect(sniffType(text('\x00\x00\x00\x18ftyp3gp4'))).toBeUndefined()
		expect(sniffType(text('\x00\x00\x00\x18ftypconstructor'))).toBeUndefined()
	})
})

describe('signing for private media of X', () => {
	const keys = { appKey: 'app', appSecret: 'app-secret', accessToken: 'token', accessSecret: 'token-secret' }

	/** RFC 5849 leaves no test vector of a GET with HMAC-SHA1 but this known one of OAuth Core 1.0, appendix A.5. */
	it('signs as OAuth Core 1.0, appendix A.5, does', () => {
		const photos = new URL('http://photos.example.net/photos?file=vacation.jpg&size=original')
		const known = {
			appKey: 'dpf43f3p2l4k3l03',
			appSecret: 'kd94hf93k423kf44',
			accessToken: 'nnch734d00sl2jdk',
			accessSecret: 'pfkkdhi9sl3r4s00',
		}
		const header = oauth1Header(photos, known, { nonce: 'kllo9940pd9333jh', seconds: 1191242096 })
		expect(header).toContain(`oauth_signature="${encodeURIComponent('tR3+Ty81lMeYAr/Fid0kMTYa/WM=')}"`)
	})

	it('signs for the hosts of private media, and carries nothing of ours anywhere else', async () => {
		const { accessToken, accessSecret, ...app } = keys
		const authorise = createAuthoriseX(async () => ({ ...app, accounts: { 1001: { accessToken, accessSecret } } }))
		const from = (url: string, accountId = '1001', network: 'x' | 'facebook' = 'x') =>
			authorise(new URL(url), { network, accountId, url })
		expect(await from('https://ton.twitter.com/1.1/ton/data/dm/1/2/a.jpg')).toMatch(/^OAuth oauth_consumer_key="app", /)
		expect(await from('https://video.twimg.com/dm_video/1/a.mp4')).toMatch(/^OAuth /)
		expect(await from('https://pbs.twimg.com/media/a.jpg')).toBeUndefined()
		expect(await from('https://ton.twitter.com/a', '1002')).toBeUndefined()
		expect(await from('https://ton.twitter.com/a', '1001', 'facebook')).toBeUndefined()
	})
})
