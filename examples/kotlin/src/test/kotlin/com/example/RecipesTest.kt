package com.example

import java.net.URI
import java.net.http.HttpClient
import java.net.http.HttpRequest
import java.net.http.HttpRequest.BodyPublishers
import java.net.http.HttpResponse
import java.net.http.HttpResponse.BodyHandlers
import org.assertj.core.api.Assertions.assertThat
import org.junit.jupiter.api.Test
import org.springframework.boot.test.context.SpringBootTest
import org.springframework.boot.test.web.server.LocalServerPort

@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
class RecipesTest {
    @LocalServerPort
    private var port = 0

    private val http = HttpClient.newHttpClient()

    @Test
    fun `who has signed in sees her recipes`() {
        val laptop = signedIn()

        assertThat(get("/recipes", laptop).body()).isEqualTo("""["ada's bread"]""")
    }

    @Test
    fun `a wrong password and a wrong name are answered alike`() {
        val password = signIn("ada", "wrong")
        val name = signIn("charles", "wrong")

        assertThat(password.statusCode()).isEqualTo(401)
        assertThat(name.body()).isEqualTo(password.body())
    }

    @Test
    fun `whoever has not signed in sees nothing`() {
        assertThat(get("/recipes", "").statusCode()).isEqualTo(401)
    }

    @Test
    fun `signing out all others stops them at once`() {
        val laptop = signedIn()
        val phone = signedIn()
        assertThat(get("/devices", laptop).body()).containsOnlyOnce(""""current":true""")

        assertThat(post("/others/sign-out", "", laptop).statusCode()).isEqualTo(200)

        assertThat(get("/recipes", phone).statusCode()).isEqualTo(401)
        assertThat(get("/recipes", laptop).statusCode()).isEqualTo(200)
    }

    private fun signedIn(): String {
        val answer = signIn("ada", "analytical engine")
        assertThat(answer.statusCode()).`as`(answer.body()).isEqualTo(200)
        return Regex(""""access_token":"([^"]+)"""").find(answer.body())!!.groupValues[1]
    }

    private fun signIn(name: String, password: String) =
        post("/sign-in", """{"name":"$name","password":"$password"}""", "")

    private fun get(path: String, token: String) = send(request(path, token).GET())

    private fun post(path: String, body: String, token: String) =
        send(request(path, token).header("Content-Type", "application/json").POST(BodyPublishers.ofString(body)))

    private fun request(path: String, token: String): HttpRequest.Builder {
        val request = HttpRequest.newBuilder(URI.create("http://localhost:$port$path"))
        return if (token.isEmpty()) request else request.header("Authorization", "Bearer $token")
    }

    private fun send(request: HttpRequest.Builder): HttpResponse<String> =
        http.send(request.build(), BodyHandlers.ofString())
}
