package io.symbolon.demo;

import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** What browsers ask for by themselves, and the page for what is not there. */
@RestController
final class PageController {
    private static final String FOLDER = "static/";

    /** Of answers that are no pages, which name no other icon. */
    @GetMapping("/favicon.ico")
    ResponseEntity<Resource> icon() {
        return ResponseEntity.ok()
                .contentType(MediaType.valueOf("image/svg+xml"))
                .body(new ClassPathResource(FOLDER + "favicon.svg"));
    }

    /** For people; programs get a problem. */
    static ResponseEntity<Object> notFound() {
        return ResponseEntity.status(HttpStatus.NOT_FOUND)
                .contentType(MediaType.TEXT_HTML)
                .body(new ClassPathResource(FOLDER + "404.html"));
    }
}
