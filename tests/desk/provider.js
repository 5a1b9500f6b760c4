// A real OpenID provider with three people in it. Arguments: port, address of the site, folder with oidc-provider.
const { createRequire } = require('node:module')
const { pathToFileURL } = require('node:url')

const [port, site, folder] = process.argv.slice(2)
const people = {
  anna: { email: 'anna@lindewaarde.example', email_verified: true, name: 'Anna', roles: ['redactie', 'anders'] },
  bram: { email: 'bram@lindewaarde.example', email_verified: true, name: 'Bram', roles: [] },
  cato: { email: 'cato@lindewaarde.example', email_verified: false, name: 'Cato', roles: ['redactie'] }
}

async function main () {
  const found = createRequire(`${folder}/`).resolve('oidc-provider')
  const { Provider } = await import(pathToFileURL(found))
  const provider = new Provider(`http://localhost:${port}`, {
    clients: [{
      client_id: 'kenbaar',
      client_secret: 'secret of the test',
      redirect_uris: [`${site}/desk/aanmelden/via/oidc/terug/`]
    }],
    claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name', 'roles'] },
    pkce: { required: () => true },
    findAccount: (_context, id) => ({ accountId: id, claims: () => ({ sub: id, ...people[id] }) })
  })
  provider.listen(Number(port))
}

main()
