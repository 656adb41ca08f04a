package com.example

import io.symbolon.CreateOptions
import io.symbolon.JwtUserSessionManager
import io.symbolon.SessionId
import io.symbolon.spring.SymbolonConfigurer.symbolon
import io.symbolon.web.WebSessions
import jakarta.servlet.http.HttpServletRequest
import jakarta.servlet.http.HttpServletResponse
import org.springframework.boot.autoconfigure.SpringBootApplication
import org.springframework.boot.runApplication
import org.springframework.context.annotation.Bean
import org.springframework.http.HttpStatus
import org.springframework.http.ProblemDetail
import org.springframework.security.authentication.BadCredentialsException
import org.springframework.security.config.Customizer.withDefaults
import org.springframework.security.config.annotation.web.builders.HttpSecurity
import org.springframework.security.core.annotation.AuthenticationPrincipal
import org.springframework.security.crypto.factory.PasswordEncoderFactories
import org.springframework.security.oauth2.jwt.Jwt
import org.springframework.web.bind.annotation.ExceptionHandler
import org.springframework.web.bind.annotation.GetMapping
import org.springframework.web.bind.annotation.PostMapping
import org.springframework.web.bind.annotation.RequestBody
import org.springframework.web.bind.annotation.RestController

/** An API in Kotlin. Refresh, sign-out and the list of sessions are Symbolon's endpoints. */
@SpringBootApplication
class Recipes {
    @Bean
    fun api(http: HttpSecurity) = http
        .with(symbolon(), withDefaults())
        .authorizeHttpRequests { requests ->
            requests.requestMatchers("/sign-in").permitAll()
                .anyRequest().hasRole("MEMBER")
        }
        // No cookie signs a request in, so no other site can send one in a person's name.
        .csrf { it.disable() }
        .build()
}

fun main(arguments: Array<String>) {
    runApplication<Recipes>(*arguments)
}

class Credentials(val name: String, val password: String)

data class Device(val name: String?, val current: Boolean)

@RestController
class Controller(private val sessions: WebSessions, private val manager: JwtUserSessionManager) {
    private val passwords = PasswordEncoderFactories.createDelegatingPasswordEncoder()
    private val users = mapOf("ada" to passwords.encode("analytical engine"))
    private val nobodys = passwords.encode("nobody has this one")

    /** Answers with an access token and a refresh token. */
    @PostMapping("/sign-in")
    fun signIn(@RequestBody given: Credentials, request: HttpServletRequest, response: HttpServletResponse) {
        // Whether there is such a user shows in neither the answer nor its time.
        if (!passwords.matches(given.password, users[given.name] ?: nobodys)) {
            throw BadCredentialsException("wrong")
        }
        val member = CreateOptions.defaults().withAuthorities(listOf("ROLE_MEMBER"))
        sessions.signIn(given.name, member, request, response)
    }

    @ExceptionHandler
    fun wrong(refused: BadCredentialsException) =
        ProblemDetail.forStatusAndDetail(HttpStatus.UNAUTHORIZED, "The name or the password is wrong.")

    @GetMapping("/recipes")
    fun recipes(@AuthenticationPrincipal token: Jwt) = listOf("${token.user}'s bread")

    @GetMapping("/devices")
    fun devices(@AuthenticationPrincipal token: Jwt): List<Device> = manager.list(token.user).map {
        Device(it.lastSeenFrom().device()?.name(), it.id() == token.session)
    }

    @PostMapping("/others/sign-out")
    fun signOutOthers(@AuthenticationPrincipal token: Jwt): Int = manager.revokeOthers(token.session)

    private val Jwt.session get() = SessionId.parse(getClaimAsString("sid")!!)

    private val Jwt.user get() = subject!!
}
